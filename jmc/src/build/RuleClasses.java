import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a class for each rule of the library, and the file that the service loader finds them by. Run by the build. */
public final class RuleClasses {
    private static final String PACKAGE = "dev.epicenter.jmc";

    public static void main(String[] arguments) throws IOException {
        Path sources = Files.createDirectories(Path.of(arguments[0], PACKAGE.split("\\.")));
        Path services = Files.createDirectories(Path.of(arguments[1], "META-INF", "services"));
        List<String> names = new ArrayList<>(List.of(PACKAGE + ".EpicenterRootCause"));
        for (Rule rule : RuleLibrary.rules()) {
            if (rule.info().needs().contains(Need.CONTRACT)) {
                continue; // nobody can give one in JMC
            }
            String name = "Epicenter" + rule.getClass().getSimpleName().replaceFirst("Rule$", "");
            write(sources.resolve(name + ".java"), source(rule.info().id(), name));
            names.add(PACKAGE + "." + name);
        }
        write(services.resolve("org.openjdk.jmc.flightrecorder.rules.IRule"), String.join("\n", names) + "\n");
    }

    private static String source(String id, String name) {
        return """
                package %s;

                /** Rule {@code %s} for JMC. */
                public final class %s extends LibraryRule {
                    public %s() {
                        super("%s");
                    }
                }
                """
                .formatted(PACKAGE, id, name, name, id);
    }

    /** Leaves a file alone that is as it should be, so that nothing is compiled for nothing. */
    private static void write(Path file, String content) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(content)) {
            Files.writeString(file, content);
        }
    }
}
