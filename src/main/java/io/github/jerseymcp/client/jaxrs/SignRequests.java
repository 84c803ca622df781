package io.github.jerseymcp.client.jaxrs;

import io.github.jerseymcp.client.http.Credentials;
import io.github.jerseymcp.signature.RequestSigner;
import jakarta.annotation.Priority;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Signs requests of a JAX-RS client: one without an entity where it leaves the last filter, one
 * with an entity when that is written, encoded as it is sent. The outermost interceptor.
 */
@Priority(Integer.MIN_VALUE)
final class SignRequests implements WriterInterceptor {

  private static final String UNSIGNED = SignRequests.class.getName() + ".unsigned";

  /** A request whose body is still to be written. */
  private record Unsigned(RequestSigner signer, String method, URI address) {

    void sign(MultivaluedMap<String, Object> headers, byte[] body) {
      Map<String, String> fields =
          signer.sign(method, address, name -> values(headers, name), body);
      fields.forEach(headers::putSingle);
    }
  }

  /** Signs a request, or has its signature wait for the body. */
  static void begin(ClientRequestContext request, Credentials credentials) {
    Optional<RequestSigner> signer = credentials.signer();
    if (signer.isPresent()) {
      Unsigned unsigned = new Unsigned(signer.get(), request.getMethod(), request.getUri());
      if (request.hasEntity()) {
        request.setProperty(UNSIGNED, unsigned);
      } else {
        unsigned.sign(request.getHeaders(), new byte[0]);
      }
    }
  }

  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    if (!(context.getProperty(UNSIGNED) instanceof Unsigned unsigned)) {
      context.proceed();
      return;
    }
    OutputStream out = context.getOutputStream();
    HeldBody body = new HeldBody();
    context.setOutputStream(body);
    context.proceed();
    context.setOutputStream(out);
    unsigned.sign(context.getHeaders(), body.bytes.toByteArray());
    body.bytes.writeTo(out);
  }

  /** A body that is held until it is whole, and no longer than one may be. */
  private static final class HeldBody extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(int next) throws IOException {
      take(1);
      bytes.write(next);
    }

    @Override
    public void write(byte[] part, int from, int length) throws IOException {
      take(length);
      bytes.write(part, from, length);
    }

    private void take(int length) throws IOException {
      if (length > RequestSigner.MOST_BODY_BYTES - bytes.size()) {
        throw new IOException("The body of a request is larger than the 16 MiB that can be signed");
      }
    }
  }

  private static List<String> values(MultivaluedMap<String, Object> headers, String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals(name))
        .flatMap(header -> header.getValue().stream())
        .map(String::valueOf)
        .toList();
  }
}
