using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Forum.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class BoardLooksAndThreadLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Excerpt",
                table: "Threads",
                type: "TEXT",
                maxLength: 360,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "RecentPosters",
                table: "Threads",
                type: "TEXT",
                maxLength: 43,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Description",
                table: "ForumState",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "HomeTab",
                table: "ForumState",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Color",
                table: "Boards",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Icon",
                table: "Boards",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "ThreadDays",
                columns: table => new
                {
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    ThreadId = table.Column<int>(type: "INTEGER", nullable: false),
                    Replies = table.Column<int>(type: "INTEGER", nullable: false),
                    Reactions = table.Column<int>(type: "INTEGER", nullable: false),
                    Score = table.Column<int>(type: "INTEGER", nullable: false, computedColumnSql: "\"Replies\" + \"Reactions\"", stored: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ThreadDays", x => new { x.Day, x.ThreadId });
                    table.ForeignKey(
                        name: "FK_ThreadDays_Threads_ThreadId",
                        column: x => x.ThreadId,
                        principalTable: "Threads",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Threads_IsRemoved_LastPostAt",
                table: "Threads",
                columns: new[] { "IsRemoved", "LastPostAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ThreadDays_Day_Score_ThreadId",
                table: "ThreadDays",
                columns: new[] { "Day", "Score", "ThreadId" });

            migrationBuilder.CreateIndex(
                name: "IX_ThreadDays_ThreadId",
                table: "ThreadDays",
                column: "ThreadId");

            // Existing boards get the colors in turn, as new ones do.
            migrationBuilder.Sql("""UPDATE "Boards" SET "Color" = ("Id" - 1) % 12""");
            migrationBuilder.Sql(
                """
                INSERT INTO "ThreadDays" ("Day", "ThreadId", "Replies", "Reactions")
                SELECT "Day", "ThreadId", SUM("Replies"), SUM("Reactions") FROM (
                    SELECT "CreatedAt" / 864000000000 AS "Day", "ThreadId", 1 AS "Replies", 0 AS "Reactions"
                        FROM "Posts" WHERE "Number" > 1 AND "RemovedAt" IS NULL
                    UNION ALL
                    SELECT "r"."At" / 864000000000, "p"."ThreadId", 0, 1 FROM "PostReactions" AS "r" JOIN "Posts" AS "p" ON "p"."Id" = "r"."PostId"
                ) AS "happened" GROUP BY "Day", "ThreadId"
                """);
            migrationBuilder.Sql(
                """
                INSERT INTO "ThreadDays" ("Day", "ThreadId", "Replies", "Reactions")
                SELECT 0, "ThreadId", SUM("Replies"), SUM("Reactions") FROM "ThreadDays" WHERE "Day" > 0 GROUP BY "ThreadId"
                """);

            // The excerpts follow when the posts are rendered again.
            migrationBuilder.Sql(
                """
                UPDATE "Threads" SET "RecentPosters" = COALESCE((SELECT group_concat("AuthorId") FROM (
                    SELECT "AuthorId" FROM "Posts"
                    WHERE "ThreadId" = "Threads"."Id" AND "RemovedAt" IS NULL AND "AuthorId" IS NOT NULL AND "AuthorId" IS NOT "Threads"."AuthorId"
                    GROUP BY "AuthorId" ORDER BY MAX("Number") DESC LIMIT 4)), '')
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ThreadDays");

            migrationBuilder.DropIndex(
                name: "IX_Threads_IsRemoved_LastPostAt",
                table: "Threads");

            migrationBuilder.DropColumn(
                name: "Excerpt",
                table: "Threads");

            migrationBuilder.DropColumn(
                name: "RecentPosters",
                table: "Threads");

            migrationBuilder.DropColumn(
                name: "Description",
                table: "ForumState");

            migrationBuilder.DropColumn(
                name: "HomeTab",
                table: "ForumState");

            migrationBuilder.DropColumn(
                name: "Color",
                table: "Boards");

            migrationBuilder.DropColumn(
                name: "Icon",
                table: "Boards");
        }
    }
}
