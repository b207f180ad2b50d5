/** As electron-builder.yml has it: Windows shows the notices of an app whose shortcut bears its id. */
export const APP_ID = "io.github.mtx-watch";
