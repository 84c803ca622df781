package io.github.jerseymcp;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What of a type is seen by who uses it or extends it. */
final class ApiMembers {

  private static final String ROOT = "io.github.jerseymcp";
  private static final Pattern PACKAGES = Pattern.compile("(?<![\\w.])(?:[a-z]\\w*\\.)+(?=[A-Z])");

  private ApiMembers() {}

  /** Each member as it is declared, without the names of packages. */
  static Set<String> of(Class<?> type) {
    Set<String> members = new TreeSet<>();
    members(type)
        .map(
            member ->
                member instanceof Field field
                    ? field.toGenericString()
                    : ((Executable) member).toGenericString())
        .map(text -> PACKAGES.matcher(text).replaceAll(""))
        .forEach(members::add);
    nested(type).forEach(inner -> members.addAll(of(inner)));
    return members;
  }

  /** The types of this library that its members name, by the name of the outermost one. */
  static Set<String> shownBy(Class<?> type) {
    Set<String> shown = new TreeSet<>();
    members(type).flatMap(ApiMembers::types).forEach(each -> add(each, shown));
    if (type.getGenericSuperclass() != null) {
      add(type.getGenericSuperclass(), shown);
    }
    Arrays.stream(type.getGenericInterfaces()).forEach(each -> add(each, shown));
    nested(type).forEach(inner -> shown.addAll(shownBy(inner)));
    return shown;
  }

  private static Stream<Member> members(Class<?> type) {
    return Stream.<Member[]>of(
            type.getDeclaredConstructors(), type.getDeclaredMethods(), type.getDeclaredFields())
        .flatMap(Arrays::stream)
        .filter(member -> isSeen(member.getModifiers()) && !member.isSynthetic());
  }

  private static Stream<Class<?>> nested(Class<?> type) {
    return Arrays.stream(type.getDeclaredClasses()).filter(inner -> isSeen(inner.getModifiers()));
  }

  private static boolean isSeen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static Stream<Type> types(Member member) {
    if (member instanceof Field field) {
      return Stream.of(field.getGenericType());
    }
    Stream<Type> results =
        member instanceof Method method
            ? Stream.of(method.getGenericReturnType())
            : Stream.of(((Constructor<?>) member).getDeclaringClass());
    Executable executable = (Executable) member;
    return Stream.concat(
        results,
        Stream.concat(
            Arrays.stream(executable.getGenericParameterTypes()),
            Arrays.stream(executable.getGenericExceptionTypes())));
  }

  private static void add(Type type, Set<String> shown) {
    if (type instanceof ParameterizedType parameterized) {
      add(parameterized.getRawType(), shown);
      Arrays.stream(parameterized.getActualTypeArguments()).forEach(each -> add(each, shown));
    } else if (type instanceof WildcardType wildcard) {
      Stream.of(wildcard.getUpperBounds(), wildcard.getLowerBounds())
          .flatMap(Arrays::stream)
          .forEach(each -> add(each, shown));
    } else if (type instanceof GenericArrayType array) {
      add(array.getGenericComponentType(), shown);
    } else if (type instanceof Class<?> plain) {
      Class<?> outermost = plain;
      while (outermost.isArray()) {
        outermost = outermost.getComponentType();
      }
      while (outermost.getEnclosingClass() != null) {
        outermost = outermost.getEnclosingClass();
      }
      if (outermost.getName().startsWith(ROOT)) {
        shown.add(outermost.getName());
      }
    }
  }
}
