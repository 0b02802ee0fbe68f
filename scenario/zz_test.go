package scenario
import ("testing";"time";"strings";"math/rand")
func TestJunk(t *testing.T){
 r:=rand.New(rand.NewSource(1))
 rb:=make([]byte,1<<20); for i:=range rb {rb[i]=byte(32+r.Intn(95))}
 rc:=make([]byte,1<<20); al:=":-[]{}\"'#, \n|>ab1"; for i:=range rc {rc[i]=al[r.Intn(len(al))]}
 uk:=&strings.Builder{}; for i:=0;uk.Len()<1000000;i++ { uk.WriteString("k"); for x:=i;x>0;x/=26 {uk.WriteByte(byte('a'+x%26))}; uk.WriteString(": 1\n")}
 for n,s:=range map[string]string{
  "a: ":strings.Repeat("a: ",349000),"quotes":strings.Repeat("\"",1<<20),"q2":strings.Repeat("a: \"\n",200000),"nl":strings.Repeat("\n",1<<20-20)+"a: b","word":strings.Repeat("x",1<<20),
  "plain multi":"a: "+strings.Repeat("x\n  ",250000),"lit":"a: |\n"+strings.Repeat("  x\n",250000),"random":string(rb),"random2":string(rc),"keys":uk.String(),"comma":"a: ["+strings.Repeat("a,",500000)+"]",
  "comments":strings.Repeat("# c\n",250000),"seq":"a:\n"+strings.Repeat("- x\n",250000),"flowmap":"a: {"+uk.String()[:10]+strings.Repeat("b: 1,",200000)+"}","sq":"a: '"+strings.Repeat("''",500000)+"'", "crlf":strings.Repeat("\r\n",500000), "dq":"a: \""+strings.Repeat("\\n",500000)+"\"","spaces":strings.Repeat(" ",1<<20-10)+"a","tabs":strings.Repeat("\t",1<<20-10)+"a", "docs":strings.Repeat("---\n",250000), "colons":strings.Repeat(":\n",500000),"many set":"scenario: x\nconduct: {"+strings.Repeat("a,",1)+"}",
 } {
  b:=time.Now(); _,err:=Parse("x",[]byte(s)); d:=time.Since(b); e:=""; if err!=nil {e=err.Error(); if len(e)>90{e=e[:90]}}
  t.Log(n,d,e)
 }
}
