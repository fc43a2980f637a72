using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Site;

/// <summary>The pages that administrators write. Stored as a number: never renumber the values.</summary>
public enum SitePageKind
{
    /// <summary>What the forum is about, and who runs it.</summary>
    About = 1,

    /// <summary>What members may and may not do.</summary>
    Rules = 2,

    /// <summary>What is stored about people, and why.</summary>
    Privacy = 3,

    /// <summary>How to reach the people who run the forum.</summary>
    Contact = 4,
}

/// <summary>A page that an administrator has written. There is no row until the first time.</summary>
public sealed class SitePage
{
    /// <summary>The maximum length of the text, in UTF-16 code units: as long as a post.</summary>
    public const int MaxTextLength = 32_000;

    /// <summary>Which page. Also the primary key.</summary>
    public required SitePageKind Kind { get; init; }

    /// <summary>The text as Markdown; empty if the page was emptied again.</summary>
    public string Markdown { get; set; } = "";

    /// <summary>How often it was saved: who edits a version that isn't the latest would overwrite someone else's text.</summary>
    public int Version { get; set; }

    /// <summary>When it was last saved.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}

internal sealed class SitePageMapping : IEntityTypeConfiguration<SitePage>
{
    public void Configure(EntityTypeBuilder<SitePage> builder)
    {
        builder.ToTable("SitePages");
        builder.HasKey(page => page.Kind);
        builder.Property(page => page.Kind).ValueGeneratedNever();
        builder.Property(page => page.Markdown).HasMaxLength(SitePage.MaxTextLength);
    }
}
