package dev.epicenter.analyzer.origin;

import dev.epicenter.model.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Name and version of a jar, as far as its manifest, Maven's properties in it, or its file name tell. */
final class JarIdentity {
    static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final Pattern POM = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");
    private static final Pattern FILE_NAME = Pattern.compile("(.+?)-(\\d[\\w.+-]*)\\.\\w+");
    /** Characters of a name or version that a report can bear. */
    private static final int MAX_LENGTH = 200;

    private final String file;
    private final List<Pom> poms = new ArrayList<>();
    private Attributes manifest = new Attributes();

    /** What Maven packed into the jar about itself. */
    private record Pom(String group, String artifact, String version) {
        String name() {
            return group + ":" + artifact;
        }
    }

    /**
     * @param file as it is shown, that of a jar in a jar behind {@code !}
     */
    JarIdentity(String file) {
        this.file = file;
    }

    /** Whether an entry of that name tells something. */
    static boolean isTelling(String entry) {
        return entry.equals(MANIFEST) || POM.matcher(entry).matches();
    }

    /** Takes a telling entry. */
    void take(String entry, InputStream content) throws IOException {
        if (entry.equals(MANIFEST)) {
            manifest = new Manifest(content).getMainAttributes();
            return;
        }
        Properties properties = new Properties();
        try {
            properties.load(content);
        } catch (IllegalArgumentException e) {
            return; // malformed escapes: tells nothing
        }
        String artifact = properties.getProperty("artifactId", "");
        if (!artifact.isEmpty()) {
            poms.add(new Pom(
                    cut(properties.getProperty("groupId", "")),
                    cut(artifact),
                    cut(properties.getProperty("version", ""))));
        }
    }

    /** Maven's group, when the jar is one artifact of one. */
    Optional<String> group() {
        return poms.size() == 1 ? Optional.of(poms.get(0).group()).filter(g -> !g.isEmpty()) : Optional.empty();
    }

    /** Whether others' jars were unpacked into it, so that its classes have several origins. */
    boolean isMerged() {
        return poms.size() > 1;
    }

    /** What a class of the jar was delivered in; in a merged jar the artifact whose group the class's name begins with, if it is one. */
    Artifact of(String type) {
        if (poms.size() == 1) {
            return artifact(poms.get(0));
        }
        List<Pom> fitting =
                poms.stream().filter(pom -> type.startsWith(pom.group() + ".")).toList();
        return fitting.size() == 1 ? artifact(fitting.get(0)) : byManifest().orElseGet(this::byFileName);
    }

    private Artifact artifact(Pom pom) {
        return new Artifact(pom.name(), pom.version(), file, "pom.properties");
    }

    private Optional<Artifact> byManifest() {
        String name =
                first("Automatic-Module-Name", "Bundle-SymbolicName", "Implementation-Title", "Specification-Title");
        String version = first("Implementation-Version", "Bundle-Version", "Specification-Version");
        if (version.isEmpty()) {
            return Optional.empty();
        }
        String called = name.isEmpty() ? byFileName().name() : name.split(";")[0].strip();
        return Optional.of(new Artifact(called, version, file, "manifest"));
    }

    private String first(String... names) {
        for (String name : names) {
            String value = manifest.getValue(name);
            if (value != null && !value.isBlank()) {
                return cut(value.strip());
            }
        }
        return "";
    }

    private Artifact byFileName() {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('!')) + 1);
        return ofFileName(name, file);
    }

    /** What the name of a file tells: {@code HikariCP-5.1.0.jar}. */
    static Artifact ofFileName(String name, String file) {
        Matcher versioned = FILE_NAME.matcher(name);
        if (versioned.matches()) {
            return new Artifact(cut(versioned.group(1)), cut(versioned.group(2)), file, "file name");
        }
        int dot = name.lastIndexOf('.');
        return new Artifact(cut(dot > 0 ? name.substring(0, dot) : name), "", file, "file name");
    }

    private static String cut(String text) {
        return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
    }
}
