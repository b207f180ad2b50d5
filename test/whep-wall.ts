import { launchChromium } from "./support/launch-chromium.ts";
import { servePlayerPage } from "./support/player-page.ts";
import { startMedia } from "./support/start-media.ts";
const N=Number(process.argv[2]??64);
const args=["--streams",String(N),"--size","160x90","--fps","5"];
const pages = await servePlayerPage();
const browser = await launchChromium();
const ids=Array.from({length:N},(_,i)=>`demo-${i+1}`);
const playing=(page:any, ids:string[])=>page.waitForFunction((ids:string[])=>ids.every(id=>(window as any).page.view(id).state==="playing"), ids, {timeout:120000, polling:200}).catch((e:any)=>console.log(String(e)));
for (let round=0; round<2; round++) {
let media = await startMedia(args);
const port=new URL(media.url).port;
const bare = await (await browser.newContext()).newPage(); await bare.goto(((await pages.open(browser)).url()));
let t=Date.now();
const b = await bare.evaluate(async (urls)=>{
  const t0=performance.now(); const queue=[...urls]; const pcs:RTCPeerConnection[]=[];
  const one=async(url:string)=>{ const pc=new RTCPeerConnection(); pcs.push(pc); pc.addTransceiver("video",{direction:"recvonly"}); const v=document.createElement("video"); v.muted=true; v.autoplay=true; v.width=160; document.body.append(v); pc.ontrack=e=>{v.srcObject=e.streams[0]!}; await pc.setLocalDescription(); const r=await fetch(url,{method:"POST",headers:{"Content-Type":"application/sdp"},body:pc.localDescription!.sdp}); await pc.setRemoteDescription({type:"answer",sdp:await r.text()}); };
  await Promise.all([0,1,2,3].map(async()=>{ for(;;){const u=queue.shift(); if(!u) return; await one(u);} }));
  const posted=performance.now()-t0;
  for(;;){ let n=0; for(const pc of pcs){ for(const s of (await pc.getStats()).values()) if(s.type==="inbound-rtp"&&s.framesDecoded>0) n++; } if(n===urls.length) break; await new Promise(r=>setTimeout(r,200)); }
  const all = performance.now()-t0; for (const pc of pcs) pc.close(); return [posted,all];
}, ids.map(id=>media.whepUrl(id)));
console.log("bare", b);
await bare.close();
await new Promise(r=>setTimeout(r,2000));
const page = await pages.open(browser);
t=Date.now();
await page.evaluate((s)=>{(window as any).first={}; const t0=performance.now(); for(const x of s){ window.page.play(x); window.page.player(x.id).subscribe(()=>{const v=window.page.view(x.id); if(v.sessionId&&!(window as any).first[x.id]) (window as any).first[x.id]=Math.round(performance.now()-t0)})}}, ids.map(id=>({id,whepUrl:media.whepUrl(id)})));
await playing(page,ids);
console.log("ours start", Date.now()-t, await page.evaluate(()=>{const v=Object.values((window as any).first) as number[]; return [Math.min(...v), Math.max(...v)]}));
media.process.kill("SIGKILL");
await new Promise(r=>setTimeout(r,12000));
media=await startMedia([...args,"--port",port]);
let first=0; while(!(await media.state()).requests.total) await new Promise(r=>setTimeout(r,20)); first=Date.now();
await playing(page,ids);
console.log("recovered after first answer", Date.now()-first, (await media.state()).requests.mostStarting, JSON.stringify(await page.evaluate(()=>window.page.failures.reduce((c:any,f)=>(c[f.reason]=(c[f.reason]??0)+1,c),{}))));
await page.close(); await media.stop();
}
await browser.close(); await pages.close();
