/** The account tables as Kysely sees them; `database/migrations.ts` creates them. Times are milliseconds. */
export interface AccountTables {
  people: { name: string; password_hash: string; created_at: number }
  sessions: { secret_hash: string; person: string; created_at: number; expires_at: number }
  api_tokens: {
    id: string
    name: string
    secret_hash: string
    created_at: number
    created_by: string
    expires_at: number | null
    last_used_at: number | null
  }
}
