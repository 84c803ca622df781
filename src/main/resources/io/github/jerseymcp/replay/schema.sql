-- The table of JdbcReplayStore, for PostgreSQL and H2. Times are milliseconds since the epoch, so
-- that no time zone and no setting of the session can move them.
CREATE TABLE IF NOT EXISTS mcp_used_proofs (
  proof_key VARCHAR(64) NOT NULL PRIMARY KEY,
  expires_at BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS mcp_used_proofs_expiry ON mcp_used_proofs (expires_at);
