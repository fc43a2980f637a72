using Forum.Core.Text;


namespace Forum.Tests.Text;

/// <summary>Which names are allowed. What counts as the same name is in <see cref="MemberNameSkeletonTests"/>.</summary>
public class MemberNamesTests
{
    private const string OnlyLetters = "Usernames can contain only letters, digits and the characters - _ .";
    private const string NothingInvisible = "Usernames can't contain invisible characters.";
    private const string NoMixing = "Usernames can't mix letters from different alphabets, such as Latin and Cyrillic.";

    [Theory]
    [InlineData("alice")]
    [InlineData("Alice_B.42")]
    [InlineData("7of9")]
    [InlineData("x-1")]
    [InlineData("trailing_")]
    [InlineData("Ali")]
    [InlineData("Zoë")]
    [InlineData("Đặng")]
    [InlineData("İbrahim")]
    [InlineData("Straße")]
    [InlineData("Ελένη")]
    [InlineData("Νίκος")]
    [InlineData("ΑΘΗΝΑ")]
    [InlineData("Наталья")]
    [InlineData("Соловей_7")]
    [InlineData("محمد")]
    [InlineData("علي123")]
    [InlineData("علي٣")]
    [InlineData("אברהם")]
    [InlineData("हिन्दी")]
    [InlineData("विक्रम१२")]
    [InlineData("ฟ้าใส")]
    [InlineData("น้ำฝน")]
    [InlineData("ຄຳແພງ")]
    [InlineData("Սևակ")]
    [InlineData("ნინო")]
    [InlineData("李小龍")]
    [InlineData("김철수")]
    [InlineData("さくら")]
    [InlineData("サクラ_ちゃん")]
    [InlineData("山田タロー")]
    [InlineData("Tanakaさん")]
    [InlineData("김Smith")]
    [InlineData("李Bruce")]
    [InlineData("𠀋𠀋𠀋")]
    [InlineData("𞤀𞤣𞤤𞤢𞤥")]
    [InlineData("ᏣᎳᎩ")]
    public void A_name_may_be_written_in_any_script(string name) => Assert.Null(MemberNames.Refusal(name));

    [Theory]
    [InlineData(null, "Choose a username.")]
    [InlineData("", "Choose a username.")]
    [InlineData(" \t", "Choose a username.")]
    [InlineData("ab", "Usernames need at least 3 characters.")]
    [InlineData("🐎", "Usernames need at least 3 characters.")]
    [InlineData("a b c", "Usernames can't contain spaces. Use - or _ instead.")]
    [InlineData("_bob", "Usernames must start with a letter or a digit.")]
    [InlineData(".bob", "Usernames must start with a letter or a digit.")]
    [InlineData("\u0301bob", "Usernames must start with a letter or a digit.")]
    [InlineData("bob.", "Usernames can't end with . or -")]
    [InlineData("bob-", "Usernames can't end with . or -")]
    [InlineData("bo..b", "Usernames can't have two of the characters - _ . in a row.")]
    [InlineData("bo-_b", "Usernames can't have two of the characters - _ . in a row.")]
    [InlineData("bob__", "Usernames can't have two of the characters - _ . in a row.")]
    [InlineData("bo_\u0301b", "Usernames can't have two of the characters - _ . in a row.")]
    [InlineData("12345", "Usernames need at least one letter.")]
    [InlineData("1-2_3", "Usernames need at least one letter.")]
    [InlineData("٣٤٥", "Usernames need at least one letter.")]
    public void A_refusal_says_which_rule_the_name_breaks(string? name, string reason) => Assert.Equal(reason, MemberNames.Refusal(name));

    [Theory]
    [InlineData("bob🐎")]
    [InlineData("bob!")]
    [InlineData("bob@home")]
    [InlineData("bob/../etc")]
    [InlineData("<b>bob</b>")]
    [InlineData("bob²")]
    [InlineData("𝓫𝓸𝓫𝓫𝔂")]
    [InlineData("ﬁona")]
    [InlineData("bob™")]
    [InlineData("bob\u2800")]
    [InlineData("bob\u20DD")]
    [InlineData("bob\uFFFD")]
    [InlineData("bob\uE000")]
    [InlineData("ㅋㅋㅋ")]
    public void Emoji_signs_and_fancy_letters_are_refused(string name) => Assert.Equal(OnlyLetters, MemberNames.Refusal(name));

    // Not theory data: a lone surrogate doesn't survive the trip to the test runner.
    [Fact]
    public void Lone_surrogates_are_refused()
    {
        Assert.Equal(OnlyLetters, MemberNames.Refusal("bob\uD83D"));
        Assert.Equal(OnlyLetters, MemberNames.Refusal("\uDC0Ebob"));
        Assert.Equal("bob\uFFFD", MemberNames.Canonical("bob\uD83D"));
    }

    [Theory]
    [InlineData('\u200B')]
    [InlineData('\u200C')]
    [InlineData('\u200D')]
    [InlineData('\u200E')]
    [InlineData('\u200F')]
    [InlineData('\u202E')]
    [InlineData('\u2066')]
    [InlineData('\u061C')]
    [InlineData('\u00AD')]
    [InlineData('\u034F')]
    [InlineData('\u115F')]
    [InlineData('\u3164')]
    [InlineData('\uFFA0')]
    [InlineData('\uFE0F')]
    [InlineData('\u180E')]
    [InlineData('\u0000')]
    public void Invisible_and_direction_characters_are_refused_wherever_they_stand(char character)
    {
        Assert.Equal(NothingInvisible, MemberNames.Refusal($"bo{character}b"));
        Assert.Equal(NothingInvisible, MemberNames.Refusal($"{character}bob"));
    }

    [Theory]
    [InlineData("аdmin")]
    [InlineData("раypal")]
    [InlineData("Ελenη")]
    [InlineData("Αлексей")]
    [InlineData("bob_محمد")]
    [InlineData("さくら김")]
    [InlineData("김ㄅㄆ")]
    [InlineData("Наталья李")]
    public void Alphabets_that_are_not_written_together_are_not_mixed(string name) => Assert.Equal(NoMixing, MemberNames.Refusal(name));

    [Theory]
    [InlineData("ΝΑΝΑ")]
    [InlineData("ΗΕΝΡΥ")]
    [InlineData("ΑΝΟΝ_1")]
    public void Greek_capitals_that_read_as_Latin_ones_are_refused(string name) =>
        Assert.Equal("These capital letters look like letters from another alphabet. Use lowercase letters instead.", MemberNames.Refusal(name));

    [Fact]
    public void Digits_are_of_one_kind_and_do_not_open_a_right_to_left_name()
    {
        Assert.Equal("Usernames can't mix different kinds of digits.", MemberNames.Refusal("علي3٣"));
        Assert.Equal("Usernames in a right-to-left alphabet must start with a letter.", MemberNames.Refusal("123علي"));
    }

    [Fact]
    public void Accents_are_not_piled_up()
    {
        Assert.Equal("Usernames can't stack several accents on one letter.", MemberNames.Refusal("bob\u0323\u0323"));
        Assert.Equal("Usernames can't stack several accents on one letter.", MemberNames.Refusal("bax\u0323\u0327\u0302\u0301\u0300"));
        Assert.Null(MemberNames.Refusal("น้ำฟ้า"));
    }

    [Fact]
    public void Length_is_counted_in_code_points_of_the_stored_form()
    {
        Assert.Null(MemberNames.Refusal("abc"));
        Assert.Null(MemberNames.Refusal(new string('x', MemberNames.MaxLength)));
        Assert.Equal("Usernames can have at most 30 characters.", MemberNames.Refusal(new string('x', MemberNames.MaxLength + 1)));
        Assert.Equal("Usernames can have at most 30 characters.", MemberNames.Refusal(new string('x', 1_000_000)));
        Assert.Null(MemberNames.Refusal(string.Concat(Enumerable.Repeat("𠀋", MemberNames.MaxLength))));
        Assert.Null(MemberNames.Refusal(string.Concat(Enumerable.Repeat("e\u0301", MemberNames.MaxLength))));
    }

    [Theory]
    [InlineData("  bob ", "bob")]
    [InlineData("Zoe\u0308", "Zoë")]
    [InlineData("ＢＯＢ７", "BOB7")]
    [InlineData("ﾀﾛｳ", "タロウ")]
    [InlineData("ｶﾞｶﾞ", "ガガ")]
    [InlineData("น้ำ", "น้ำ")]
    [InlineData("Սևակ", "Սևակ")]
    public void A_name_is_stored_composed_and_in_ordinary_width(string typed, string stored) => Assert.Equal(stored, MemberNames.Canonical(typed));
}
