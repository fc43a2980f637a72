using System.Globalization;
using Forum.Core.Text;

namespace Forum.Tests.Text;

/// <summary>Which names count as the same, and which are reserved.</summary>
public class MemberNameSkeletonTests
{
    private const string Reserved = "This username is reserved or too similar to a reserved one. Choose another.";

    [Theory]
    [InlineData("scope", "ѕсоре")]
    [InlineData("paypal", "раураӏ")]
    [InlineData("BOB", "ВОВ")]
    [InlineData("KATE", "КАТЕ")]
    [InlineData("HOPE", "НОРЕ")]
    [InlineData("oxo", "οχο")]
    [InlineData("MAX", "МАХ")]
    [InlineData("ox7", "ох7")]
    public void A_look_alike_of_a_taken_name_in_another_alphabet_has_the_same_skeleton(string taken, string lookAlike)
    {
        Assert.NotEqual(taken, lookAlike);
        Assert.Equal(MemberNames.Skeleton(taken), MemberNames.Skeleton(lookAlike));
    }

    [Theory]
    [InlineData("warner", "wamer")]
    [InlineData("paypal", "paypaI")]
    [InlineData("paypal", "paypa1")]
    [InlineData("IAN", "1an")]
    [InlineData("zorro", "z0rr0")]
    [InlineData("ZORRO", "z0rrO")]
    [InlineData("alice", "ALICE")]
    [InlineData("straße", "STRASSE")]
    [InlineData("ΝΙΚΟΣ", "νικος")]
    [InlineData("ᏣᎳᎩ", "ꮳꮃꭹ")]
    [InlineData("𞤀𞤣𞤤", "𞤢𞤣𞤤")]
    public void Look_alikes_within_an_alphabet_and_either_case_have_the_same_skeleton(string taken, string other) =>
        Assert.Equal(MemberNames.Skeleton(taken), MemberNames.Skeleton(other));

    [Theory]
    [InlineData("anna", "hanna")]
    [InlineData("bob", "boss")]
    [InlineData("bob_smith", "bobsmith")]
    [InlineData("nina", "vina")]
    [InlineData("una", "yna")]
    [InlineData("zoe", "zoë")]
    [InlineData("наталья", "наталия")]
    [InlineData("李小龍", "李小虎")]
    [InlineData("김철수", "김철호")]
    [InlineData("さくら", "さくや")]
    public void Names_that_can_be_told_apart_have_different_skeletons(string one, string other) =>
        Assert.NotEqual(MemberNames.Skeleton(one), MemberNames.Skeleton(other));

    [Theory]
    [InlineData("Zo\u00EB", "Zoe\u0308")]
    [InlineData("Đặng", "Đa\u0323\u0306ng")]
    [InlineData("ガガガ", "ｶﾞｶﾞｶﾞ")]
    [InlineData("각각각", "\u1100\u1161\u11A8\u1100\u1161\u11A8\u1100\u1161\u11A8")]
    [InlineData("น้ำฝน", "น้\u0E4D\u0E32ฝน")]
    [InlineData("Ｂｏｂ", "Bob")]
    public void A_name_has_one_skeleton_however_it_is_encoded(string one, string other) =>
        Assert.Equal(MemberNames.Skeleton(one), MemberNames.Skeleton(other));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az-Latn-AZ")]
    [InlineData("lt-LT")]
    [InlineData("en-US")]
    public void Every_i_is_one_letter_whatever_the_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            foreach (var name in new[] { "istanbul", "Istanbul", "ıstanbul", "İstanbul", "i\u0307stanbul", "ISTANBUL" })
                Assert.Equal(MemberNames.Skeleton("istanbul"), MemberNames.Skeleton(name));
            Assert.Equal(Reserved, MemberNames.Refusal("ADMIN"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("ADMIN")]
    [InlineData("Adm1n")]
    [InlineData("admın")]
    [InlineData("adrnin")]
    [InlineData("ad.min")]
    [InlineData("admin_")]
    [InlineData("ａｄｍｉｎ")]
    [InlineData("rnoderator")]
    [InlineData("m0derator")]
    [InlineData("Former-Member")]
    [InlineData("former_member")]
    [InlineData("NuII")]
    [InlineData("deIeted")]
    [InlineData("everyone")]
    [InlineData("aIl")]
    [InlineData("new")]
    [InlineData("settings")]
    [InlineData("robots.txt")]
    [InlineData("аӏӏ")]
    [InlineData("һеӏр")]
    public void Reserved_names_and_their_look_alikes_are_refused(string name) => Assert.Equal(Reserved, MemberNames.Refusal(name));

    [Theory]
    [InlineData("Modesty")]
    [InlineData("Helper")]
    [InlineData("Allan")]
    [InlineData("Hereward")]
    public void Names_that_begin_like_a_reserved_one_are_allowed(string name) => Assert.Null(MemberNames.Refusal(name));
}
