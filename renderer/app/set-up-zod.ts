// zod would try, at its first parse, whether it may make functions out of text: the page's policy forbids it, and the browser reports the
// attempt. Schemas are parsed while their modules are loaded, so this stands before all of them, where zod itself looks for it.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
