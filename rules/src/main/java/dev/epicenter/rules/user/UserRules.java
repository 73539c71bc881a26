package dev.epicenter.rules.user;

import dev.epicenter.rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The way in: rule files to rules, and their tests to results. */
public final class UserRules {
    private static final int MAX_FILES = 1_000;

    private UserRules() {}

    /**
     * Reads rule files.
     *
     * @param paths files, or directories whose .yaml and .yml files are read, those of their directories too
     * @return the rules and policies of all of them, in the order of the files
     * @throws RuleFileException with all that is wrong in any of them
     */
    public static List<Rule> load(List<Path> paths) throws RuleFileException {
        return read(paths).stream().flatMap(file -> file.rules().stream()).toList();
    }

    /**
     * Runs the tests of rule files.
     *
     * @param paths as for {@link #load}
     * @return one result a test, in the order of the files
     * @throws RuleFileException with all that is wrong in any of them
     */
    public static List<CaseResult> test(List<Path> paths) throws RuleFileException {
        List<CaseResult> results = new ArrayList<>();
        for (RuleFile file : read(paths)) {
            for (RuleCase test : file.cases()) {
                results.add(test.run(file));
            }
        }
        return results;
    }

    private static List<RuleFile> read(List<Path> paths) throws RuleFileException {
        List<Problem> problems = new ArrayList<>();
        List<RuleFile> files = new ArrayList<>();
        RuleFileReader reader = new RuleFileReader();
        for (Path path : paths) {
            for (Path file : files(path, problems)) {
                try {
                    files.add(reader.read(file));
                } catch (RuleFileException e) {
                    problems.addAll(e.problems());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new RuleFileException(problems);
        }
        return files;
    }

    private static List<Path> files(Path path, List<Problem> problems) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> walk = Files.walk(path)) {
            List<Path> files = walk.filter(Files::isRegularFile)
                    .filter(f -> f.toString().endsWith(".yaml") || f.toString().endsWith(".yml"))
                    .limit(MAX_FILES + 1L)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                problems.add(new Problem(path.toString(), 1, 1, "no .yaml file in this directory"));
            } else if (files.size() > MAX_FILES) {
                problems.add(new Problem(path.toString(), 1, 1, "more than " + MAX_FILES + " rule files"));
            }
            return files;
        } catch (IOException | java.io.UncheckedIOException e) {
            problems.add(new Problem(path.toString(), 1, 1, "cannot be read: " + e.getMessage()));
            return List.of();
        }
    }
}
