import type { FastifySerializerCompiler } from 'fastify'
import { serializerCompiler } from 'fastify-type-provider-zod'

type SchemaOfZod = Parameters<typeof serializerCompiler>[0]['schema']

/**
 * Serializes an answer by its zod schema, which leaves out every key that the schema does not name. So that nothing
 * is dropped unseen, an answer that comes out at another length than it went in is a defect, and throws.
 */
export const exactSerializerCompiler: FastifySerializerCompiler<SchemaOfZod> = (route) => {
  const serialize = serializerCompiler(route)
  return (answer) => {
    const text = serialize(answer)
    if (text.length !== JSON.stringify(answer).length)
      throw new Error(
        `The answer of ${route.method} ${route.url} has something that its schema does not name.`,
      )
    return text
  }
}
