/*! Observable Plot 0.6.17, (c) 2020-2025 Observable, Inc., ISC; with the parts it draws on of d3 7.9.2, (c) Mike Bostock, ISC,
    and isoformat 0.2.1, (c) Mike Bostock, ISC. Licences: licences/plot.txt, licences/d3.txt, licences/isoformat.txt. */
