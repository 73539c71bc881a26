package dev.epicenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.rules.IResult;
import org.openjdk.jmc.flightrecorder.rules.IRule;
import org.openjdk.jmc.flightrecorder.rules.ResultProvider;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.w3c.dom.Document;

/** The jar for JMC: dropped on a class path, and as the bundle that the JMC application takes it for. */
class JmcBundleTest {
    private static final Path JAR = Product.ROOT.resolve("jmc/target/epicenter-jmc.jar");
    private static final String SERVICES = "META-INF/services/org.openjdk.jmc.flightrecorder.rules.IRule";

    @Test
    void jmcsReportOnTheCommandLineHasOurRulesWhenTheJarIsOnItsClassPath(@TempDir Path folder) throws IOException {
        Path report = folder.resolve("report.html");
        String classPath = JAR + File.pathSeparator + String.join(File.pathSeparator, jmc());

        Product.Run run = Product.java(
                "-cp",
                classPath,
                "org.openjdk.jmc.flightrecorder.rules.report.html.JfrHtmlRulesReport",
                Sample.ofReadme(),
                report);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(report))
                .contains("Root Cause (Epicenter)")
                .contains("SQLException &#34;Lock wait timeout exceeded; row stock/SKU-4711&#34;");
    }

    @Test
    void manifestMakesItASingletonBundleThatRequiresWhatJmcCallsItsBundles() throws IOException {
        Attributes manifest = manifest(JAR);

        assertThat(manifest.getValue("Bundle-ManifestVersion")).isEqualTo("2");
        assertThat(manifest.getValue("Bundle-SymbolicName")).isEqualTo("dev.epicenter.jmc;singleton:=true");
        assertThat(manifest.getValue("Bundle-Version")).matches("\\d+\\.\\d+\\.\\d+(\\.[\\w-]+)?");
        assertThat(manifest.getValue("Bundle-RequiredExecutionEnvironment")).isEqualTo("JavaSE-17");
        assertThat(exports().keySet()).containsAll(required());
    }

    @Test
    void pluginXmlExtendsThePointThatJmcReadsRulesFrom() throws Exception {
        Document plugin;
        try (JarFile jar = new JarFile(JAR.toFile());
                InputStream in = jar.getInputStream(jar.getEntry("plugin.xml"))) {
            plugin = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }

        assertThat(plugin.getDocumentElement().getTagName()).isEqualTo("plugin");
        var extension =
                (org.w3c.dom.Element) plugin.getElementsByTagName("extension").item(0);
        assertThat(extension.getAttribute("point")).isEqualTo("org.openjdk.jmc.flightrecorder.rules.ruleProvider");
        assertThat(extension.getElementsByTagName("ruleProvider").getLength()).isEqualTo(1);
    }

    @Test
    void nothingInItIsAtAPlaceThatAnotherBundleMayHave() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(e -> e.getName()).filter(name -> name.endsWith(".class")))
                    .allMatch(name -> name.startsWith("dev/epicenter/"));
        }
    }

    /** Equinox is what the application runs on. */
    @Test
    void resolvesInEquinoxBesideJmcsBundlesAndItsRulesAreFoundThere(@TempDir Path folder) throws Exception {
        Framework equinox = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.toString()));
        equinox.start();
        try {
            for (String jar : jmc()) {
                if (manifest(Path.of(jar)).getValue("Bundle-SymbolicName") != null) {
                    install(equinox, Path.of(jar));
                }
            }
            Bundle ours = install(equinox, JAR);

            assertThat(equinox.adapt(FrameworkWiring.class).resolveBundles(List.of(ours)))
                    .isTrue();

            ClassLoader loader = ours.adapt(BundleWiring.class).getClassLoader();
            Class<?> rule = loader.loadClass("org.openjdk.jmc.flightrecorder.rules.IRule");
            List<String> found = new ArrayList<>();
            ServiceLoader.load(rule, loader).forEach(r -> found.add(r.getClass().getName()));
            assertThat(found).containsExactlyInAnyOrderElementsOf(services());
        } finally {
            equinox.stop();
            equinox.waitForStop(10_000);
        }
    }

    private static Bundle install(Framework equinox, Path jar) throws BundleException {
        return equinox.getBundleContext().installBundle(jar.toUri().toString());
    }

    /** As OSGi does: the JDK's java packages, what the required bundles export, and the bundle itself. */
    @Test
    void asABundleItFindsAllThatItsRulesUse() throws Exception {
        IItemCollection items = JfrLoaderToolkit.loadEvents(Sample.ofReadme().toFile());
        Set<String> visible = new HashSet<>();
        required().forEach(bundle -> visible.addAll(exports().get(bundle)));
        try (URLClassLoader bundle = new URLClassLoader(new URL[] {JAR.toUri().toURL()}, new Exported(visible))) {
            List<IResult> results = new ArrayList<>();
            for (IRule rule : ServiceLoader.load(IRule.class, bundle)) {
                var evaluation =
                        rule.createEvaluation(items, IPreferenceValueProvider.DEFAULT_VALUES, new ResultProvider());
                evaluation.run();
                results.add(evaluation.get());
            }

            assertThat(results).hasSize(services().size());
            assertThat(results.stream().map(r -> r.getRule().getClass().getClassLoader()))
                    .containsOnly(bundle);
            assertThat(results).anySatisfy(r -> assertThat(r.getSummary()).contains("It began with SQLException"));
        }
    }

    /** Sees those packages of the class path of the tests, and of the JDK what bundles see without asking. */
    private static final class Exported extends ClassLoader {
        private final Set<String> packages;

        Exported(Set<String> packages) {
            super(JmcBundleTest.class.getClassLoader());
            this.packages = packages;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            String itsPackage = name.substring(0, name.lastIndexOf('.'));
            if (name.startsWith("java.") || packages.contains(itsPackage)) {
                return super.loadClass(name, resolve);
            }
            throw new ClassNotFoundException(name);
        }

        @Override
        public @Nullable URL getResource(String name) {
            return null;
        }

        @Override
        public java.util.Enumeration<URL> getResources(String name) {
            return java.util.Collections.emptyEnumeration();
        }
    }

    private static List<String> services() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile());
                InputStream in = jar.getInputStream(jar.getEntry(SERVICES))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static List<String> required() throws MalformedURLException {
        return List.of(manifest(JAR).getValue("Require-Bundle").split(","));
    }

    /** Packages that JMC's bundles export, by the name of the bundle. */
    private static Map<String, Set<String>> exports() {
        Map<String, Set<String>> exports = new HashMap<>();
        for (String jar : jmc()) {
            Attributes manifest = manifest(Path.of(jar));
            String name = manifest.getValue("Bundle-SymbolicName");
            String packages = manifest.getValue("Export-Package");
            if (name != null && packages != null) {
                Set<String> all = new HashSet<>();
                for (String each : packages.replaceAll("\"[^\"]*\"", "").split(",")) {
                    all.add(each.split(";")[0].strip());
                }
                exports.put(name.split(";")[0], all);
            }
        }
        return exports;
    }

    private static Attributes manifest(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(jar.toString(), e);
        }
    }

    /** JMC core and what it needs, of this test's own class path. */
    private static List<String> jmc() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(p -> p.contains("openjdk") || p.contains("owasp") || p.contains("lz4"))
                .toList();
    }
}
