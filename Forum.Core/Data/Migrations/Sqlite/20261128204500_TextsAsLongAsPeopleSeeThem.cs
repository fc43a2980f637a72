using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Forum.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TextsAsLongAsPeopleSeeThem : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Titles and names have a new greatest length. Columns of SQLite have none: EF would copy whole tables for nothing.
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // As above.
        }
    }
}
