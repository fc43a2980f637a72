using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Forum.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SearchMerges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // How many pieces of a size the job merges. Replies go on merging four, which is less for each of them to do.
            migrationBuilder.Sql("""INSERT INTO "PostSearch" ("PostSearch", rank) VALUES ('usermerge', 2);""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""INSERT INTO "PostSearch" ("PostSearch", rank) VALUES ('usermerge', 4);""");
        }
    }
}
