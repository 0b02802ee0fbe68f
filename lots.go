package glasshouse

import (
	"slices"

	"glasshouse.example/results"
)

// Lot says who is better and who is worse off in a world than in the world of reference, citizen by citizen, at the end of the
// first seed. Better and worse are in resources; what happened to people's freedom is counted beside it and not added up with it.
type Lot struct {
	All       Share
	Fifths    []Share          // of income, lowest first
	Groups    map[string]Share // those with people in them
	Districts []Share          // by number
}

// Share counts citizens by what became of them. Here is the world that the lot is of, there the world of reference.
type Share struct {
	People                 int64
	Better, Worse          int64   // with more, with less resources, by a yuan a year or more
	MeanGain, MeanLoss     float64 // of those, yuan a year
	Listed, Unlisted       int64   // on a list only here, only there
	Accused, Cleared       int64   // with a false entry only here, only there
	WronglyListed, Righted int64   // wrongly on a list only here, only there
}

// lotOf is nil for the world of reference, which has none.
func lotOf(in results.Lot, reference bool) *Lot {
	if reference {
		return nil
	}
	out := &Lot{All: shareOf(in.All), Groups: make(map[string]Share, len(in.Groups))}
	for _, s := range in.Fifths {
		out.Fifths = append(out.Fifths, shareOf(s))
	}
	for name, s := range in.Groups {
		out.Groups[name] = shareOf(s)
	}
	out.Districts = slices.Grow(out.Districts, len(in.Districts))
	for _, s := range in.Districts {
		out.Districts = append(out.Districts, shareOf(s))
	}
	return out
}

func shareOf(s results.Share) Share {
	return Share{
		People: s.People, Better: s.Better, Worse: s.Worse, MeanGain: s.MeanGain, MeanLoss: s.MeanLoss, Listed: s.Listed,
		Unlisted: s.Unlisted, Accused: s.Accused, Cleared: s.Cleared, WronglyListed: s.WronglyListed, Righted: s.Righted,
	}
}
