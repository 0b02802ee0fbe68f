package report
import ("os";"testing")
func TestShot(t *testing.T){
 p:=os.Getenv("SHOT"); if p=="" {t.Skip()}
 n:=200000; if os.Getenv("BIG")!="" {n=5000000}
 f,_:=os.Create(p); defer f.Close()
 if err:=Render(f,sample(n,1095)); err!=nil {t.Fatal(err)}
}
