package dev.epicenter.analyzer.origin;

import dev.epicenter.model.Artifact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a class path tells of the classes that were asked for.
 *
 * @param artifacts   by class
 * @param application packages of the application's own code, as far as the class path tells them from libraries
 * @param from        where the application's code was found, in words; empty when it was not
 * @param notes       what could not be read, one sentence each
 */
record ClassPath(Map<String, Artifact> artifacts, Set<String> application, String from, List<String> notes) {
    /** None was given. */
    static final ClassPath NONE = new ClassPath(Map.of(), Set.of(), "", List.of());

    Optional<Artifact> of(String type) {
        return Optional.ofNullable(artifacts.get(type));
    }
}
