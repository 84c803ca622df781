/**
 * What reaches a database: within bounded times, each piece of work in a transaction of its own.
 */
@NullMarked
package io.github.jerseymcp.jdbc;

import org.jspecify.annotations.NullMarked;
