using Forum.Core.Text;


namespace Forum.Tests.Text;

public class PasswordRulesTests
{
    private const string TriedFirst = "This is one of the most common passwords. Choose another.";
    private const string Repeating = "This password repeats the same few characters. Choose another.";
    private const string Neighbouring = "This password is a simple sequence, such as abcdefghij or qwertyuiop. Choose another.";
    private const string LittleElse = "This password is too similar to your username, your email address or a common word. Choose another.";

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("tulips in november")]
    [InlineData("zwölf boxkämpfer")]
    [InlineData("каждый охотник желает")]
    [InlineData("我喜欢喝绿茶和看雨天的树")]
    [InlineData("vq7#Lm2xPd")]
    [InlineData("alice has seventeen cats")]
    [InlineData("the forum opens at noon")]
    [InlineData("🐎🔋📎✅🌧🌲🍵📚🎻🧊")]
    public void A_long_password_needs_no_mixture_of_characters(string password) => Assert.Null(Refusal(password));

    [Fact]
    public void Length_is_counted_in_code_points_of_the_normalised_form()
    {
        Assert.Equal("Choose a password.", PasswordRules.Refusal(null, null, null));
        Assert.Equal("Choose a password.", PasswordRules.Refusal("", null, null));
        Assert.Equal("Passwords need at least 10 characters.", Refusal("vq7#Lm2xP"));
        Assert.Equal("Passwords need at least 10 characters.", Refusal("ve\u0301q7#Lm2x"));
        Assert.Equal("Passwords need at least 10 characters.", Refusal("🐎🔋📎✅🌧🌲🍵📚🎻"));
        Assert.Null(Refusal(Varied(PasswordRules.MaxLength)));
        Assert.Equal("Passwords can have at most 256 characters.", Refusal(Varied(PasswordRules.MaxLength + 1)));
        Assert.Equal("Passwords can have at most 256 characters.", Refusal(Varied(1_000_000)));
    }

    [Theory]
    [InlineData("basketball")]
    [InlineData("BasketBall")]
    [InlineData("1QAZ2wsx3edc")]
    [InlineData("Christopher")]
    [InlineData("christopher1985")]
    [InlineData("Christ0pher!")]
    [InlineData("!manchester!")]
    [InlineData("nuttertools")]
    public void Common_passwords_are_refused_in_any_case_and_dress(string password) => Assert.Equal(TriedFirst, Refusal(password));

    [Theory]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("            ")]
    [InlineData("abababababab")]
    [InlineData("abcxabcxabcx")]
    [InlineData("tulip7tulip7tul")]
    [InlineData("🐎🐎🐎🐎🐎🐎🐎🐎🐎🐎")]
    public void Repetition_does_not_make_a_password_longer(string password) => Assert.Equal(Repeating, Refusal(password));

    [Theory]
    [InlineData("abcdefghijkl")]
    [InlineData("ZYXWVUTSRQPO")]
    [InlineData("1234567890")]
    [InlineData("0987654321")]
    [InlineData("qwertyuiop")]
    [InlineData("asdfghjkl123")]
    [InlineData("abcdef654321")]
    [InlineData("йцукенгшщзхъ")]
    public void Rows_of_characters_and_keys_are_refused(string password) => Assert.Equal(Neighbouring, Refusal(password));

    [Theory]
    [InlineData("alice.smith")]
    [InlineData("AliceSmith")]
    [InlineData("smithalice2024")]
    [InlineData("alice123456789")]
    [InlineData("alice@wonderland.example")]
    [InlineData("wonderland")]
    [InlineData("w0nderl@nd!!")]
    [InlineData("forumforum1")]
    [InlineData("Forum-Password")]
    [InlineData("P@ssw0rd2024")]
    [InlineData("welcome alice")]
    public void A_password_is_not_made_of_the_own_name_address_or_the_forums_words(string password) =>
        Assert.Equal(LittleElse, PasswordRules.Refusal(password, "Alice.Smith", "alice@wonderland.example"));

    [Fact]
    public void Somebody_elses_name_is_no_reason_to_refuse() =>
        Assert.Null(PasswordRules.Refusal("smithalice2024", "bob", "bob@example.org"));

    [Fact]
    public void A_password_is_the_same_on_every_keyboard()
    {
        Assert.Equal(PasswordRules.Normalize("caf\u00E9 au lait"), PasswordRules.Normalize("cafe\u0301\u00A0au\u3000lait"));
        Assert.NotEqual(PasswordRules.Normalize("Cafe"), PasswordRules.Normalize("cafe"));
        Assert.Equal("x\uFFFD", PasswordRules.Normalize("x\uD800"));
        Assert.Equal(" padded ", PasswordRules.Normalize(" padded "));
    }

    private static string? Refusal(string password) => PasswordRules.Refusal(password, "dana", "dana@example.org");

    private static string Varied(int length) => string.Concat(Enumerable.Range(0, length).Select(index => (char)('!' + (index * index % 89))));
}
