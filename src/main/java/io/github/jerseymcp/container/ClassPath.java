package io.github.jerseymcp.container;

/** Tells which optional software is there. */
public final class ClassPath {

  public static final String GRIZZLY = "org.glassfish.grizzly.http.server.Request";
  public static final String SERVLET = "jakarta.servlet.http.HttpServletRequest";

  private ClassPath() {}

  public static boolean has(String type) {
    try {
      Class.forName(type, false, ClassPath.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
