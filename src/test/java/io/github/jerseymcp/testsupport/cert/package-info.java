/** Certificates that tests make for servers and clients. */
@NullMarked
package io.github.jerseymcp.testsupport.cert;

import org.jspecify.annotations.NullMarked;
