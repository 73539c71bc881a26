package dev.epicenter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Somebody else's tests do not notice the agent: those of Commons Lang that look at exceptions, their stacks and their causes, at threads, pools,
 * futures, interrupts and time-outs, run once without the agent and once with everything recorded, give the same results test by test.
 */
class TransparencyTest {
    private static final List<String> JARS = List.of(
            "junit-platform-console-standalone",
            "commons-lang3",
            "commons-lang3-tests",
            "easymock",
            "hamcrest",
            "junit-pioneer");

    @Test
    void somebodyElsesTestsGiveTheSameResults(@TempDir Path directory) throws Exception {
        TreeMap<String, String> without = results(directory.resolve("without"), false);
        TreeMap<String, String> with = results(directory.resolve("with"), true);
        assertThat(with).isEqualTo(without).hasSizeGreaterThan(300);
    }

    private static TreeMap<String, String> results(Path directory, boolean agent) throws Exception {
        java.nio.file.Files.createDirectories(directory);
        AgentJvm jvm = new AgentJvm(Jdk.RUNNING, directory)
                .main("org.junit.platform.console.ConsoleLauncher")
                .with("-Xmx512m")
                .classPath(JARS.stream()
                        .map(name -> Path.of("target/others", name + ".jar").toAbsolutePath())
                        .toList());
        Path reports = directory.resolve("reports");
        List<String> arguments = new ArrayList<>(List.of(
                "execute",
                "--details=none",
                "--disable-banner",
                "--reports-dir=" + reports,
                // A minute and a half, asleep.
                "--exclude-classname=.*LockingVisitorsTest"));
        Stream.of("concurrent", "exception", "event")
                .forEach(name -> arguments.addAll(List.of("-p", "org.apache.commons.lang3." + name)));
        Path recording = directory.resolve("run.jfr");
        Run run = (agent ? jvm.agent("start=" + recording) : jvm.withoutAgent())
                .runPlain(recording, arguments.toArray(new String[0]));
        assertThat(run.exit).as(run.out + run.err).isLessThan(2);
        if (agent) {
            run.isSound();
            assertThat(run.events("FailureHandled")).isNotEmpty();
        }
        return results(reports.resolve("TEST-junit-jupiter.xml"));
    }

    /** passed, or the class of what failed it. */
    private static TreeMap<String, String> results(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document report = factory.newDocumentBuilder().parse(file.toFile());
        TreeMap<String, String> results = new TreeMap<>();
        NodeList cases = report.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element each = (Element) cases.item(i);
            String result = "passed";
            for (String bad : List.of("failure", "error", "skipped")) {
                NodeList found = each.getElementsByTagName(bad);
                result = found.getLength() == 0 ? result : bad + " " + ((Element) found.item(0)).getAttribute("type");
            }
            results.put(each.getAttribute("classname") + "." + each.getAttribute("name"), result);
        }
        return results;
    }
}
