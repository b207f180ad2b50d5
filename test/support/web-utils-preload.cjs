// For an Electron before 29, where a file has its path itself: what later ones have instead.
Object.defineProperty(require("electron"), "webUtils", { value: { getPathForFile: (file) => file.path } });
