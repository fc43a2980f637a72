using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Access;

/// <summary>A member's public profile. Separate from the member's row, which every page needs.</summary>
public sealed class MemberAbout
{
    /// <summary>The maximum length of the text, in characters.</summary>
    public const int MaxTextLength = 3000;

    /// <summary>The maximum length of the location, in characters.</summary>
    public const int MaxLocationLength = 60;

    /// <summary>The maximum length of the website's URL, in characters.</summary>
    public const int MaxWebsiteLength = 200;

    /// <summary>The maximum length of the display name, in characters.</summary>
    public const int MaxDisplayNameLength = 50;

    /// <summary>The maximum length of the signature, in characters.</summary>
    public const int MaxSignatureLength = 300;

    /// <summary>The maximum number of lines in the signature.</summary>
    public const int MaxSignatureLines = 3;

    /// <summary>The member it belongs to. Also the primary key.</summary>
    public required int MemberId { get; init; }

    /// <summary>The text as Markdown; empty for none.</summary>
    public string Markdown { get; set; } = "";

    /// <summary>The text as safe HTML.</summary>
    public string Html { get; set; } = "";

    /// <summary>The signature below the member's posts, as Markdown of the small dialect; empty for none.</summary>
    public string Signature { get; set; } = "";

    /// <summary>The signature as safe HTML.</summary>
    public string SignatureHtml { get; set; } = "";

    /// <summary>The version of the renderer that produced both HTML texts.</summary>
    public int RendererVersion { get; set; }

    /// <summary>Where the member lives, in their own words; empty if not given.</summary>
    public string Location { get; set; } = "";

    /// <summary>The member's website, with <c>http</c> or <c>https</c>; empty for none.</summary>
    public string Website { get; set; } = "";

    /// <summary>The month of the member's birthday, 1 to 12; null for none. There is no year.</summary>
    public int? BirthMonth { get; set; }

    /// <summary>The day of the member's birthday, from 1; null for none.</summary>
    public int? BirthDay { get; set; }
}

internal sealed class MemberAboutMapping : IEntityTypeConfiguration<MemberAbout>
{
    public void Configure(EntityTypeBuilder<MemberAbout> builder)
    {
        builder.ToTable("MemberAbouts");
        builder.HasKey(about => about.MemberId);
        builder.Property(about => about.MemberId).ValueGeneratedNever();
        builder.Property(about => about.Location).HasMaxLength(ShownText.MaxUnits);
        builder.Property(about => about.Signature).HasMaxLength(MemberAbout.MaxSignatureLength);
        builder.Property(about => about.Website).HasMaxLength(MemberAbout.MaxWebsiteLength);
        builder.HasIndex(about => about.RendererVersion);
        builder.HasOne<Member>().WithOne(member => member.About).HasForeignKey<MemberAbout>(about => about.MemberId).OnDelete(DeleteBehavior.Cascade);
    }
}
