import { z } from "zod";

// Imported before any schema: zod would try, at its first parse, whether it may make functions out of text. The page's policy forbids it
// and the browser reports the attempt.
z.config({ jitless: true });
