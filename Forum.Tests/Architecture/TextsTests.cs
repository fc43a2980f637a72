using System.Text.RegularExpressions;
using Forum.Tests.Support;

namespace Forum.Tests.Architecture;

/// <summary>Checks the text on pages and in emails, and writes it to one file: TestResults/texts.txt.</summary>
public partial class TextsTests
{
    [Fact]
    public void No_text_uses_words_that_nobody_else_uses()
    {
        var texts = Sources.With(".cs", ".razor")
            .Where(static source => !source.Path.StartsWith("Forum.Tests/", StringComparison.Ordinal))
            .SelectMany(static source => Texts().Matches(string.Join('\n', source.Lines)).Select(found => (source.Path, Text: found.Groups[1].Value)))
            .ToList();
        Directory.CreateDirectory(Checkout.TestResults);
        File.WriteAllLines(Path.Combine(Checkout.TestResults, "texts.txt"), texts.Select(static text => $"{text.Path}\t{text.Text}"));

        Assert.True(texts.Count > 700, $"Only {texts.Count} texts were found.");
        Sources.AssertNone(texts.Where(static text => Odd().IsMatch(text.Text)).Select(static text => $"{text.Path}: {text.Text}"));
    }

    [GeneratedRegex("""
        (?:\b(?:T|texts|_texts)\[                                                 # the key of a localizer
        |\bRefusal\(|\bRefusal\??[ ]\w+[ ]=\s+new\(|=>[ ]new\(                    # the text of a refusal
        |\b(?:Label|Emails):[ ]|\bHint[ ]=[ ]                                     # what a room registers
        |\bMailDefinition[ ]\w+[ ]=[ ]new\(\d+,[ ]|\bAddMailTemplate<\w+>\([\w.]+,[ ]
        |(?=")(?<=\b(?:SettingsTab|ProfileTab|AdministrationPage)\((?:"[^"]*",[ ])?)         # the title of a page
        |(?=")(?<=\.Count\([^"\n]+,[ ](?:"[^"]*",[ ])?)                           # a counted thing
        |(?="[A-Z][^"\n]*[ ][^"\n]*[.]"))                                         # any other sentence
        "((?:[^"\\]|\\.)*)["]
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Texts();

    [GeneratedRegex(@"\b(e-mail|mails|whoever|whom|anew|asked for|at the most|user name|given up|in good order|of before|no more)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Odd();
}
