package io.github.jerseymcp.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;

/**
 * Makes parsers that read so many bytes for the heads of one connection, interim ones included, and
 * no more. The client's own settings bound lines and their number, whose product is large.
 */
final class HttpComponentsHead implements HttpMessageParserFactory<ClassicHttpResponse> {

  /** What is read ahead of the body comes on top. */
  static final int MOST_BYTES = 16 * 1024;

  @Override
  public HttpMessageParser<ClassicHttpResponse> create() {
    return create(Http1Config.DEFAULT);
  }

  @Override
  @SuppressWarnings("deprecation") // The client still calls this one.
  public HttpMessageParser<ClassicHttpResponse> create(Http1Config config) {
    // The client's own factory makes a lenient one, which skips what is not HTTP.
    HttpMessageParser<ClassicHttpResponse> parser = new DefaultHttpResponseParser(config);
    int[] left = {MOST_BYTES};
    return (buffer, stream) -> parser.parse(buffer, new Bounded(stream, left));
  }

  private static final class Bounded extends FilterInputStream {

    private final int[] left;

    Bounded(InputStream stream, int[] left) {
      super(stream);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left[0] <= 0) {
        throw new FetchFailedException(FetchFault.HEADER_TOO_LONG);
      }
      int count = super.read(bytes, offset, Math.min(length, left[0]));
      left[0] -= Math.max(count, 0);
      return count;
    }
  }
}
