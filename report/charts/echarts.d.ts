/** The one-file build: it loads ten times faster than the hundreds of modules behind `echarts`, and has the same types. */
declare module 'echarts/dist/echarts.esm.min.mjs' {
  export { init, setPlatformAPI } from 'echarts';
}
