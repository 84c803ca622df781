-- The tables of JdbcRevocationLog, for PostgreSQL and H2. Times are seconds since the epoch, and
-- the end is in milliseconds. Whoever appends locks the one row of the head until it commits, so
-- that numbers become visible in their order.
CREATE TABLE IF NOT EXISTS mcp_revocation_head (
  id INTEGER NOT NULL PRIMARY KEY,
  history VARCHAR(64) NOT NULL,
  number BIGINT NOT NULL,
  places BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS mcp_revocations (
  kind VARCHAR(32) NOT NULL,
  issuer VARCHAR(300) NOT NULL,
  name VARCHAR(300) NOT NULL,
  number BIGINT NOT NULL,
  moment BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  PRIMARY KEY (kind, issuer, name)
);
CREATE UNIQUE INDEX IF NOT EXISTS mcp_revocations_number ON mcp_revocations (number);
CREATE INDEX IF NOT EXISTS mcp_revocations_end ON mcp_revocations (ends_at)
