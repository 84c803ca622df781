/** What is accepted beside access tokens: keys in a header or under a scheme of their own. */
@NullMarked
package io.github.jerseymcp.credential;

import org.jspecify.annotations.NullMarked;
