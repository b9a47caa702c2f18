// Rooms never circle. Looked at for itself: the rule is of folders, and through tests and the demo every room reaches every other.
const { options } = require("./.dependency-cruiser.cjs");

const rooms = "^packages/domain/src/(?:blocks|business)";

module.exports = {
  forbidden: [
    {
      name: "rooms-never-circle",
      comment: "not even by types: two rooms that need each other are one, or lack a third",
      severity: "error",
      scope: "folder",
      from: { path: `${rooms}/[^/]+$` },
      to: { path: `${rooms}/[^/]+$`, circular: true },
    },
  ],
  options: {
    ...options,
    exclude: { path: [...options.exclude.path, "^db/", "^packages/testing/", "\\.test\\.ts$"] },
  },
};
