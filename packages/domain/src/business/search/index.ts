export { type SearchHits, searchAll, searchInput } from "./search-all";
