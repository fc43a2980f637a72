using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Forum.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SearchTable : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SearchProgress",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    TextVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Below = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchProgress", x => x.Id);
                });

            // The texts are kept in it: rows can then be changed and taken out in every version of SQLite, and results show them.
            // No sizes of columns: they serve the index's own ranks alone, and would be one more row to write for each post.
            migrationBuilder.Sql(
                """
                CREATE VIRTUAL TABLE "PostSearch" USING fts5("Title", "Text", "Facts", tokenize = 'unicode61 remove_diacritics 2', columnsize = 0);
                """);

            // The posts that there are come in by a job.
            migrationBuilder.Sql(
                """
                INSERT INTO "SearchProgress" ("Id", "TextVersion", "Below") SELECT 1, 1, coalesce(max("Id") + 1, 0) FROM "Posts";
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP TABLE "PostSearch";""");

            migrationBuilder.DropTable(
                name: "SearchProgress");
        }
    }
}
