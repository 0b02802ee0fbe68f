package population
import ("testing";"fmt")
func TestTmp(t *testing.T){
 tb,err:=ByName("china-2020"); if err!=nil {t.Fatal(err)}
 _,err=ByName("chna"); fmt.Println(err)
 p,err:=New(5,1000003,10000,tb,.08); if err!=nil {t.Fatal(err)}
 fmt.Println(1/p.firsts, p.memberWeights(false), p.memberWeights(true), p.AgedFrom(0), p.AgedFrom(Age18to39))
 var dst [64]Traits; var st [64]uint16
 for tile:=uint32(0); tile<=1000003/64; tile++ { p.Tile(tile,&dst); p.Strata(tile,&st); for j,tr:=range dst { if w:=p.Traits(tile*64+uint32(j)); w!=tr {t.Fatal(tile,j,w,tr)}; if tr.Stratum()!=uint32(st[j]) {t.Fatal()}}}
}
var st [64]uint16
var tt [64]Traits
func BenchmarkStrata(b *testing.B){
 tb,_:=ByName("china-2020"); p,_:=New(5,1000003,10000,tb,.08)
 for i:=0;i<b.N;i+=64 {p.Strata(uint32(i/64),&st)}}
func BenchmarkTile(b *testing.B){
 tb,_:=ByName("china-2020"); p,_:=New(5,1000003,10000,tb,.08)
 for i:=0;i<b.N;i+=64 {p.Tile(uint32(i/64),&tt)}}
func BenchmarkTraits(b *testing.B){
 tb,_:=ByName("china-2020"); p,_:=New(5,1000003,10000,tb,.08)
 for i:=0;i<b.N;i++ {tt[0]=p.Traits(uint32(i))}}
func BenchmarkNew(b *testing.B){
 for i:=0;i<b.N;i++ { tb,_:=ByName("china-2020"); New(5,1000003,10000,tb,.08)}}
