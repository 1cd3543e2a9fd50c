// Writes the names of all languages of `@faker-js/faker` as JSON, for build_lexicons.py:
//
//     node rules/names_of_faker_js.mjs SOURCES/package > SOURCES/faker_js.json
//
// SOURCES/package is the unpacked package.

import { resolve } from 'node:path'

const { allLocales } = await import(resolve(process.argv[2], 'dist/index.js'))
const words = (lists) => Object.values(lists ?? {}).flat().map((one) => one?.value ?? one)
const names = { first: {}, last: {} }
for (const [language, { person }] of Object.entries(allLocales)) {
  if (!person) continue
  names.first[language] = words(person.first_name)
  names.last[language] = words(person.last_name)
}
console.log(JSON.stringify(names))
