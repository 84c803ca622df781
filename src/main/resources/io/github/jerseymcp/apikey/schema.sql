-- The table of JdbcApiKeyStore, for PostgreSQL and H2. Times are milliseconds since the epoch, so
-- that no time zone and no setting of the session can move them.
CREATE TABLE IF NOT EXISTS mcp_api_keys (
  id VARCHAR(64) NOT NULL PRIMARY KEY,
  key_hash VARCHAR(64) NOT NULL,
  subject VARCHAR(256) NOT NULL,
  client VARCHAR(256),
  scopes VARCHAR(4096) NOT NULL,
  resources VARCHAR(4096) NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT
);
CREATE INDEX IF NOT EXISTS mcp_api_keys_latest ON mcp_api_keys (created_at);
