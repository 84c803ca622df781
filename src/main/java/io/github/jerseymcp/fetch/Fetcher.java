package io.github.jerseymcp.fetch;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;

/**
 * Sends one request and reads its answer within limits: no redirect is followed, the header and the
 * body have a greatest length, and the whole exchange has a deadline. Thread-safe.
 */
public interface Fetcher {

  /**
   * The answer, whatever its status.
   *
   * @param deadline a reading of {@link System#nanoTime} after which the exchange is given up
   * @throws InterruptedIOException if the thread was interrupted; it still is, then
   */
  FetchedAnswer send(FetchRequest request, long deadline)
      throws FetchFailedException, InterruptedIOException;

  /** The body of a 200 answer to a GET. */
  default byte[] document(URI address, long deadline)
      throws FetchFailedException, InterruptedIOException {
    FetchedAnswer answer = send(FetchRequest.get(address), deadline);
    if (answer.status() != 200) {
      throw new FetchFailedException(FetchFault.STATUS);
    }
    return answer.body();
  }

  /**
   * The same that trusts whom the process trusts.
   *
   * @throws IllegalStateException if Apache HttpClient 5.4 or later is not on the class path
   */
  static Fetcher ofStrangers(FetchPolicy policy) {
    try {
      return ofStrangers(policy, SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime has no TLS", e);
    }
  }

  /**
   * A fetcher for addresses that strangers may have named, under this policy.
   *
   * @param tls whom to trust, and which certificate to show, if any; names, dates and versions are
   *     checked whatever it says
   * @throws IllegalStateException if Apache HttpClient 5.4 or later is not on the class path
   */
  static Fetcher ofStrangers(FetchPolicy policy, SSLContext tls) {
    try {
      return new HttpComponentsFetcher(policy, InetAddress::getAllByName, tls);
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "Documents of others are fetched with Apache HttpClient:"
              + " org.apache.httpcomponents.client5:httpclient5 5.4 or later must be on the class"
              + " path",
          e);
    }
  }
}
