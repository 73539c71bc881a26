package dev.epicenter.render.facts;

import dev.epicenter.model.Frame;
import dev.epicenter.model.Names;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which source file a frame is of. A recording names the class and not its file, so the file is that of the outermost class,
 * in the first of the given roots that has one; where none has, and where none are given, it is guessed.
 */
public final class SourceFiles {
    private static final Path USUAL_ROOT = Path.of("src", "main", "java");
    private static final List<String> ENDINGS = List.of(".java", ".kt", ".scala", ".groovy");

    /** Names that compilers write. Others, such as {@code ..}, may come from a forged recording. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$-]*");

    private final List<Path> roots;
    private final Map<String, Optional<String>> byType = new HashMap<>();

    SourceFiles(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    /** The file as a relative or absolute URI reference; empty where the class name is none that a compiler writes. */
    public Optional<String> uri(Frame frame) {
        return byType.computeIfAbsent(frame.type(), this::find);
    }

    private Optional<String> find(String type) {
        String packageName = Names.packageOf(type);
        String simple = Names.simple(type);
        int inner = simple.indexOf('$', 1);
        String outer = inner < 0 ? simple : simple.substring(0, inner);
        String[] folders = packageName.isEmpty() ? new String[0] : packageName.split("\\.", -1);
        Path file = Path.of("");
        for (String folder : folders) {
            if (!NAME.matcher(folder).matches()) {
                return Optional.empty();
            }
            file = file.resolve(folder);
        }
        return NAME.matcher(outer).matches() ? Optional.of(locate(file, outer)) : Optional.empty();
    }

    private String locate(Path folder, String outer) {
        String facade = outer.endsWith("Kt") ? outer.substring(0, outer.length() - 2) : outer;
        for (Path root : roots) {
            for (String ending : ENDINGS) {
                for (String name : List.of(outer, facade)) {
                    Path file = root.resolve(folder).resolve(name + ending);
                    if (Files.isRegularFile(file)) {
                        return reference(file);
                    }
                }
            }
        }
        String ending = outer.equals(facade) ? ".java" : ".kt";
        Path root = roots.isEmpty() ? USUAL_ROOT : roots.get(0);
        return reference(root.resolve(folder).resolve(facade + ending));
    }

    private static String reference(Path file) {
        return file.isAbsolute()
                ? file.toUri().toASCIIString()
                : reference(file.normalize().toString().replace('\\', '/'));
    }

    /** A relative path, or the name of a file, as a URI reference. */
    public static String reference(String path) {
        try {
            // A colon would end a scheme, two slashes begin an authority; "./" says that there is none (RFC 3986, 4.2).
            boolean ambiguous = path.contains(":") || path.startsWith("//");
            return new URI(null, null, ambiguous ? "./" + path : path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path is always a URI reference: " + path, e);
        }
    }
}
