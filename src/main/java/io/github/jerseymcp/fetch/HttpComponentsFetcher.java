package io.github.jerseymcp.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Asks strangers, under a {@link FetchPolicy}, with Apache HttpClient 5: its hook for names decides
 * which addresses it connects to. Each exchange has a connection of its own.
 */
final class HttpComponentsFetcher implements Fetcher, DnsResolver {

  /** As many exchanges at once as somebody may make us wait for slow strangers. */
  private static final int MOST_EXCHANGES = 64;

  private final FetchPolicy policy;
  private final CheckedLookup lookup;
  private final Exchanges exchanges = new Exchanges(MOST_EXCHANGES);
  private final CloseableHttpClient client;

  HttpComponentsFetcher(FetchPolicy policy, CheckedLookup.Lookup lookup, SSLContext tls) {
    this.policy = policy;
    this.lookup = new CheckedLookup(policy, lookup);
    this.client = HttpComponentsClient.of(policy, this, tls, MOST_EXCHANGES);
  }

  @Override
  public FetchedAnswer send(FetchRequest request, long deadline)
      throws FetchFailedException, InterruptedIOException {
    if (!policy.admits(request.address())) {
      throw new FetchFailedException(FetchFault.ADDRESS);
    }
    HttpUriRequestBase converted = converted(request);
    long end = Math.min(deadline, System.nanoTime() + policy.timeout().toNanos());
    return exchanges.run(() -> exchange(converted), converted::cancel, end);
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return lookup.addresses(host);
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  private static HttpUriRequestBase converted(FetchRequest request) {
    HttpUriRequestBase converted =
        new HttpUriRequestBase(request.body().isPresent() ? "POST" : "GET", request.address());
    request.fields().forEach(converted::setHeader);
    request
        .body()
        .ifPresent(
            body ->
                converted.setEntity(
                    new ByteArrayEntity(body.bytes(), ContentType.parse(body.type()))));
    return converted;
  }

  private FetchedAnswer exchange(HttpUriRequestBase request) throws FetchFailedException {
    try {
      return client.execute(request, response -> readOrHangUp(request, response));
    } catch (FetchFailedException e) {
      throw e;
    } catch (CheckedLookup.RefusedHostException e) {
      throw new FetchFailedException(FetchFault.NOT_PUBLIC);
    } catch (SocketTimeoutException e) {
      throw new FetchFailedException(FetchFault.TIME);
    } catch (UnknownHostException e) {
      throw new FetchFailedException(FetchFault.UNKNOWN_HOST);
    } catch (SSLException e) {
      throw new FetchFailedException(TlsFailure.fault(e));
    } catch (MessageConstraintException e) {
      throw new FetchFailedException(FetchFault.HEADER_TOO_LONG);
    } catch (IOException e) {
      throw new FetchFailedException(
          e.getCause() instanceof HttpException ? FetchFault.PROTOCOL : FetchFault.CONNECTION);
    }
  }

  /**
   * The client ends an answer by reading all that is left of it, unless the connection is closed.
   */
  private FetchedAnswer readOrHangUp(HttpUriRequestBase request, ClassicHttpResponse response)
      throws IOException {
    boolean read = false;
    try {
      FetchedAnswer answer = read(response);
      read = true;
      return answer;
    } finally {
      if (!read) {
        request.cancel();
      }
    }
  }

  private FetchedAnswer read(ClassicHttpResponse response) throws IOException {
    int lengths = response.countHeaders(HttpHeaders.CONTENT_LENGTH);
    int encodings = response.countHeaders(HttpHeaders.TRANSFER_ENCODING);
    boolean empty = response.getCode() == 204 || response.getCode() == 304;
    if (lengths + encodings > 1
        || (lengths + encodings == 0 && !empty)
        || response.countHeaders(HttpHeaders.CONTENT_ENCODING) > 0) {
      throw new FetchFailedException(FetchFault.PROTOCOL);
    }
    Map<String, List<String>> fields = new HashMap<>();
    for (Header field : response.getHeaders()) {
      fields
          .computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(field.getValue() == null ? "" : field.getValue());
    }
    return new FetchedAnswer(response.getCode(), fields, body(response.getEntity()));
  }

  private byte[] body(HttpEntity entity) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    int most = policy.maximumBytes();
    byte[] body = entity.getContent().readNBytes(most + 1);
    if (body.length > most) {
      throw new FetchFailedException(FetchFault.TOO_LONG);
    }
    return body;
  }
}
