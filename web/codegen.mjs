// Generates the types of all graphql(`…`) documents in src from ../schema.graphql into src/gql, and
// checks the documents of the browser tests.
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codegen } from '@graphql-codegen/core'
import { preset } from '@graphql-codegen/client-preset'
import { buildASTSchema, isObjectType, Kind, parse, validate, visit } from 'graphql'
import { format, resolveConfig } from 'prettier'

const here = import.meta.dirname
const source = join(here, 'src')
const output = join(source, 'gql')
const tests = join(here, 'e2e')
const documentPattern = /graphql\(\s*`([^`]*)`\s*,?\s*\)/g

const testDocumentPattern = /`((?:query|mutation) [^`]*)`/g

async function documentsIn(file) {
  const text = await readFile(file, 'utf8')
  return [...text.matchAll(documentPattern)].map(([, rawSDL]) => ({
    location: file,
    rawSDL,
    document: parse(rawSDL),
  }))
}

async function sourcesIn(folder) {
  const entries = await readdir(folder, { recursive: true })
  const names = entries.filter((name) => /\.tsx?$/.test(name) && !name.startsWith('gql'))
  return names.sort().map((name) => join(folder, name))
}

async function documents() {
  return (await Promise.all((await sourcesIn(source)).map(documentsIn))).flat()
}

async function checkTestDocuments(schema) {
  for (const file of await sourcesIn(tests)) {
    for (const [, text] of (await readFile(file, 'utf8')).matchAll(testDocumentPattern)) {
      const [error] = validate(schema, parse(text))
      if (error) throw new Error(`${file}: ${error.message}`)
    }
  }
}

// Enums whose values the web does not list: typed as string, so a new value changes nothing here.
const OPEN_ENUMS = ['AlertChannelKind']

function readSchema(sdl) {
  return visit(parse(sdl), {
    EnumTypeDefinition: (node) =>
      OPEN_ENUMS.includes(node.name.value)
        ? { kind: Kind.SCALAR_TYPE_DEFINITION, name: node.name }
        : undefined,
  })
}

const schema = readSchema(await readFile(join(here, '..', 'schema.graphql'), 'utf8'))
const schemaAst = buildASTSchema(schema)
await checkTestDocuments(schemaAst)
const files = await preset.buildGeneratesSection({
  baseOutputDir: `${output}/`,
  schema,
  schemaAst,
  documents: await documents(),
  config: {
    useTypeImports: true,
    scalars: {
      DateTime: 'string',
      Date: 'string',
      JSON: 'unknown',
      UUID: 'string',
      Count: 'number',
      ...Object.fromEntries(OPEN_ENUMS.map((name) => [name, 'string'])),
    },
    strictScalars: true,
  },
  presetConfig: { fragmentMasking: { unmaskFunctionName: 'readFragment' } },
  plugins: [],
  pluginMap: {},
})

for (const file of files) {
  const text = await codegen(file)
  const options = { ...(await resolveConfig(file.filename)), filepath: file.filename }
  await mkdir(dirname(file.filename), { recursive: true })
  await writeFile(file.filename, await format(text, options))
}

// Types without an id: the cache stores them within the object that contains them.
const roots = ['Query', 'Mutation', 'Subscription']
const embedded = Object.values(schemaAst.getTypeMap())
  .filter((type) => isObjectType(type) && !type.name.startsWith('__') && !roots.includes(type.name))
  .filter((type) => type.getFields().id === undefined)
  .map((type) => type.name)
  .sort()
const list = `export const EMBEDDED: readonly string[] = ${JSON.stringify(embedded)}\n`
const listPath = join(output, 'embedded.ts')
await writeFile(
  listPath,
  await format(list, { ...(await resolveConfig(listPath)), filepath: listPath }),
)
