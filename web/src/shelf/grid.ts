/** The shelf's columns in CSS; `useColumns` knows the same. */
export const GRID = "grid grid-cols-2 gap-x-4 gap-y-7 sm:grid-cols-3 lg:grid-cols-4 xl:grid-cols-5";
