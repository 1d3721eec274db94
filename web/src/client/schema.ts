// Stands here until the house's OpenAPI document is written; `npm run client` replaces it.
// biome-ignore-all lint/suspicious/noExplicitAny: every path answers anything until then
export type paths = Record<string, any>;
export type components = { schemas: Record<string, any> };
