/** Version of engine and command line: part of every study's identity. Equal to package.json (tested). */
export const ENGINE_VERSION = '0.1.0';
