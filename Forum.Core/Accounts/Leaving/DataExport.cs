using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Accounts.Leaving;

/// <summary>How far an export has come. Stored as a number: values never change their meaning.</summary>
public enum ExportState
{
    /// <summary>Waits for its turn, or is being made.</summary>
    Waiting = 0,

    /// <summary>Can be fetched.</summary>
    Ready = 1,

    /// <summary>Could not be made.</summary>
    Failed = 2,
}

/// <summary>A member's own data as a file, from the wish until it is thrown away. A member has one at the most.</summary>
public sealed class DataExport
{
    /// <summary>Whose it is; also the key.</summary>
    public required int MemberId { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The name of its file in the folder of exports, without an ending: nobody guesses it.</summary>
    public required Guid FileKey { get; init; }

    /// <summary>How far it has come.</summary>
    public ExportState State { get; set; }

    /// <summary>When it could be fetched, or could not be made.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

internal sealed class DataExportMapping : IEntityTypeConfiguration<DataExport>
{
    public void Configure(EntityTypeBuilder<DataExport> builder)
    {
        builder.ToTable("DataExports");
        builder.HasKey(export => export.MemberId);
        builder.Property(export => export.MemberId).ValueGeneratedNever();
        builder.HasOne<Member>().WithOne().HasForeignKey<DataExport>(export => export.MemberId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(export => new { export.State, export.RequestedAt });
    }
}
