package dev.fleetaccess;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What byte code can run from a starting point, by rapid type analysis: a call through an interface
 * reaches the classes that were made on the way, and no others.
 *
 * <p>So two handlers that share an adapter reach those of its methods that they need. What is found
 * is never too little, as long as nothing is called by reflection.
 */
final class ReachableCode {
  private final JavaClasses project;
  private final Set<JavaCodeUnit> reached = new LinkedHashSet<>();
  private final Set<JavaClass> made = new LinkedHashSet<>();
  private final Set<JavaClass> touched = new HashSet<>();
  private final Set<JavaMethod> asked = new LinkedHashSet<>();
  private final Deque<JavaCodeUnit> open = new ArrayDeque<>();

  private ReachableCode(JavaClasses project) {
    this.project = project;
  }

  /** Everything that runs when a class is made and its methods are called. */
  static List<JavaAccess<?>> from(JavaClasses project, Class<?> start) {
    var code = new ReachableCode(project);
    JavaClass door = project.get(start);
    door.getConstructors().forEach(code::reach);
    door.getMethods().forEach(code::reach);
    code.make(door);
    var calls = new ArrayList<JavaAccess<?>>();
    while (!code.open.isEmpty()) {
      JavaCodeUnit unit = code.open.remove();
      code.accesses(unit)
          .forEach(
              access -> {
                calls.add(access);
                code.follow(access);
              });
    }
    return calls;
  }

  private Stream<JavaAccess<?>> accesses(JavaCodeUnit unit) {
    return Stream.of(
            unit.getCallsFromSelf(),
            unit.getMethodReferencesFromSelf(),
            unit.getConstructorReferencesFromSelf(),
            unit.getFieldAccesses())
        .flatMap(Set::stream)
        .map(access -> (JavaAccess<?>) access);
  }

  private void follow(JavaAccess<?> access) {
    touch(access.getTargetOwner());
    if (access.getTarget().resolveMember().orElse(null) instanceof JavaCodeUnit target
        && ours(target.getOwner())) {
      if (target instanceof JavaMethod method
          && !method.getModifiers().contains(JavaModifier.STATIC)) {
        if (asked.add(method)) {
          reach(method);
          List.copyOf(made).forEach(one -> dispatch(one, method));
        }
      } else {
        reach(target);
        if (!(target instanceof JavaMethod)) {
          make(target.getOwner());
        }
      }
    }
  }

  /** A class that exists may be called by whatever was asked of its types, and by the JDK. */
  private void make(JavaClass one) {
    if (made.add(one)) {
      touch(one);
      List.copyOf(asked).forEach(method -> dispatch(one, method));
      one.getAllMethods().stream()
          .filter(method -> ours(method.getOwner()) && isCalledFromOutside(one, method))
          .forEach(this::reach);
    }
  }

  private void dispatch(JavaClass one, JavaMethod method) {
    if (one.isAssignableTo(method.getOwner().getName())) {
      // Overloads are not told apart: one too many is reached rather than one too few.
      Stream.concat(Stream.of(one), one.getAllRawSuperclasses().stream())
          .map(type -> same(type, method).toList())
          .filter(found -> !found.isEmpty())
          .findFirst()
          .ifPresent(found -> found.forEach(this::reach));
    }
  }

  private static boolean isCalledFromOutside(JavaClass one, JavaMethod method) {
    return Stream.concat(one.getAllRawInterfaces().stream(), one.getAllRawSuperclasses().stream())
        .filter(type -> !ours(type))
        .anyMatch(type -> same(type, method).findAny().isPresent());
  }

  private static Stream<JavaMethod> same(JavaClass type, JavaMethod method) {
    return type.getMethods().stream()
        .filter(
            other ->
                other.getName().equals(method.getName())
                    && other.getRawParameterTypes().size() == method.getRawParameterTypes().size());
  }

  private void touch(JavaClass one) {
    if (ours(one) && project.contain(one.getName()) && touched.add(one)) {
      one.getStaticInitializer()
          .ifPresent((JavaStaticInitializer initializer) -> reach(initializer));
    }
  }

  private void reach(JavaCodeUnit unit) {
    if (reached.add(unit)) {
      open.add(unit);
    }
  }

  private static boolean ours(JavaClass one) {
    return one.getPackageName().startsWith("dev.fleetaccess");
  }
}
