import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.SimpleDateFormat;

/**
 * Runs HeidelTime over many files in one JVM: arguments are config.props, the tagger (TREETAGGER, or NO for none),
 * then date and path in turn; prints seconds.
 */
public class HeidelTimeLoop {
  public static void main(String[] args) throws Exception {
    HeidelTimeStandalone tagger =
        new HeidelTimeStandalone(
            Language.ENGLISH, DocumentType.NEWS, OutputType.TIMEML, args[0], POSTagger.valueOf(args[1]));
    SimpleDateFormat day = new SimpleDateFormat("yyyy-MM-dd");
    tagger.process("It began on Monday.", day.parse("2024-12-05"));
    long start = System.nanoTime();
    for (int i = 2; i + 1 < args.length; i += 2) {
      tagger.process(Files.readString(Path.of(args[i + 1])), day.parse(args[i]));
    }
    System.out.println("seconds " + (System.nanoTime() - start) / 1e9);
  }
}
