package io.github.jerseymcp.server;

/** Tells which optional software is there. */
final class ClassPath {

  static final String GRIZZLY = "org.glassfish.grizzly.http.server.Request";
  static final String SERVLET = "jakarta.servlet.http.HttpServletRequest";

  private ClassPath() {}

  static boolean has(String type) {
    try {
      Class.forName(type, false, ClassPath.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
