using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Data;

/// <summary>
/// Maps a table with at most one row for each pair of rows in two other tables, such as a member and a board. The pair
/// is the key, and the row is deleted with either of them.
/// </summary>
/// <param name="first">The property of <typeparamref name="TRow"/> that comes first in the key, with the key of a
/// <typeparamref name="TFirst"/>.</param>
/// <param name="second">The property with the key of a <typeparamref name="TSecond"/>.</param>
internal abstract class PairMapping<TRow, TFirst, TSecond>(string table, string first, string second) : IEntityTypeConfiguration<TRow>
    where TRow : class
    where TFirst : class
    where TSecond : class
{
    public virtual void Configure(EntityTypeBuilder<TRow> builder)
    {
        builder.ToTable(table);
        builder.HasKey(first, second);
        builder.HasOne<TFirst>().WithMany().HasForeignKey(first).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<TSecond>().WithMany().HasForeignKey(second).OnDelete(DeleteBehavior.Cascade);
    }
}
