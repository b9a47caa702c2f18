// For dependency-cruiser, which reads no paths from a tsconfig without a base: `@/` is the portal's own folder.
module.exports = { resolve: { alias: { "@": `${__dirname.replace(/scripts$/, "")}apps/portal/src` } } };
