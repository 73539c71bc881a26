package dev.epicenter.analyzer.crash;

import dev.epicenter.model.CrashLibrary;
import dev.epicenter.model.CrashLibrary.Origin;
import dev.epicenter.model.CrashMemory;
import dev.epicenter.model.Names;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Native libraries and other mapped files; on Linux the whole memory map, in which the faulting address is looked up. */
final class LibrarySection implements Section {
    private static final int LIBRARIES = 2_000;

    private static final Pattern LINUX = Pattern.compile(
            "^([0-9a-f]{1,16})-([0-9a-f]{1,16}) ([rwxps-]{4}) [0-9a-f]{1,16} [0-9a-f:]{1,12} [0-9]{1,20}\\s*(.*)$");
    private static final Pattern WINDOWS =
            Pattern.compile("^(0x[0-9a-fA-F]{1,16}) - (0x[0-9a-fA-F]{1,16})\\s+(\\S.*)$");
    private static final Pattern MAC = Pattern.compile("^(0x[0-9a-fA-F]{1,16})\\s+(/.*)$");
    private static final Pattern VERSION = Pattern.compile(
            "(?:[-_]v?([0-9]{1,5}(?:\\.[0-9]{1,6}){1,4}))|(?:\\.so\\.([0-9]{1,5}(?:\\.[0-9]{1,6}){0,4}))");
    private static final Pattern SYSTEM =
            Pattern.compile("^(?:/usr)?/lib(?:32|64|x32)?/.*|^/System/.*|^(?i:[a-z]:\\\\windows\\\\).*");
    private static final Pattern JVM = Pattern.compile(
            "^(.*?)(?:[/\\\\]jre)?[/\\\\](?:lib|bin)[/\\\\](?:[^/\\\\]+[/\\\\]){1,2}(?:lib)?jvm\\.(?:so|dll|dylib)$");

    private final CrashDraft draft;
    private final Set<String> known = new HashSet<>();

    LibrarySection(CrashDraft draft) {
        this.draft = draft;
    }

    @Override
    public boolean begins(String line) {
        return line.startsWith("Dynamic libraries:");
    }

    @Override
    public void line(String line) {
        Matcher linux = LINUX.matcher(line);
        if (linux.matches()) {
            draft.memory.merge(CrashMemory.MAPPINGS, 1L, Long::sum);
            mapped(linux.group(1), linux.group(2), linux.group(4).strip());
            return;
        }
        Matcher windows = WINDOWS.matcher(line);
        if (windows.matches()) {
            mapped(windows.group(1), windows.group(2), windows.group(3).strip());
            return;
        }
        Matcher mac = MAC.matcher(line);
        if (mac.matches()) {
            library(mac.group(2).strip());
        }
    }

    private void mapped(String from, String to, String path) {
        AddressRange range =
                new AddressRange(Hex.address(from).orElse(0), Hex.address(to).orElse(0));
        draft.mapRead = true;
        if (draft.faultAddress.isPresent() && range.contains(draft.faultAddress.getAsLong())) {
            draft.faultMapping = Optional.of(path);
        }
        library(path);
    }

    private void library(String path) {
        if (isLibrary(path) && draft.libraries.size() < LIBRARIES && known.add(path)) {
            draft.libraries.add(of(path));
        }
    }

    static boolean isLibrary(String path) {
        return !path.startsWith("[") && Names.isNative(path);
    }

    /** Whose the libraries are can be told once the virtual machine's own is known. */
    void end() {
        Optional<String> home = draft.libraries.stream()
                .map(l -> JVM.matcher(l.path()))
                .filter(Matcher::matches)
                .map(m -> m.group(1))
                .findFirst();
        home.ifPresent(jdk -> draft.libraries.replaceAll(
                l -> l.path().startsWith(jdk) ? new CrashLibrary(l.path(), l.name(), l.version(), Origin.JDK) : l));
    }

    private static CrashLibrary of(String path) {
        String plain = path.endsWith(" (deleted)") ? path.substring(0, path.length() - " (deleted)".length()) : path;
        String name = plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1);
        Matcher version = VERSION.matcher(name);
        String found = version.find() ? (version.group(1) == null ? version.group(2) : version.group(1)) : "";
        return new CrashLibrary(path, name, found, origin(plain));
    }

    private static Origin origin(String path) {
        return SYSTEM.matcher(path).matches() ? Origin.SYSTEM : Origin.OTHER;
    }
}
